package io.annals.app.importer;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.annals.contracts.customer.Purpose;
import io.annals.contracts.source.ConsentPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The Online Retail data set (UCI 352, DOI 10.24432/C5BW33) as tracking calls: a line of the file is a line of an order,
 * an invoice is one event, or several parts with one {@code order_id} where it is larger than an event may be.
 *
 * <p>Times carry no zone in the file and are read as UTC. An invoice without CustomerID is a visitor of its own.
 * Cancellations name no order, so the refunds stay unlinked. Duplicate lines are kept: nothing says they are mistakes.
 */
public final class OnlineRetail {

    public static final String SOURCE = "online-retail";

    public static final ConsentPolicy CONSENT = new ConsentPolicy(
            ConsentPolicy.Mode.ASSERTED,
            Map.of(),
            List.of(Purpose.COLLECTION, Purpose.PROFILING),
            "Online Retail data set, given to the public by its donor (CC0); customers appear as numbers only");

    /** What a line of the file is; each is exactly one of these. */
    public enum Line {
        SALE,
        CANCELLATION,
        ADJUSTMENT,
        ZERO_PRICE,
        BAD_DEBT
    }

    /** About 120 bytes a line keep an event well below the 32 KB that the tracking API takes. */
    private static final int LINES_AN_EVENT = 200;

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private final Consumer<Map<String, Object>> calls;
    private final Map<Line, Integer> lines = new LinkedHashMap<>();
    private final Map<String, Integer> parts = new HashMap<>();
    private final Map<String, String> countries = new HashMap<>();
    private List<NamedCsvRecord> open = new ArrayList<>();

    /** @param calls takes each tracking call in file order */
    public OnlineRetail(Consumer<Map<String, Object>> calls) {
        this.calls = calls;
        for (Line line : Line.values()) {
            lines.put(line, 0);
        }
    }

    /** Reads the CSV to its end. */
    public void read(InputStream csv) throws IOException {
        try (Reader reader = new InputStreamReader(csv, StandardCharsets.UTF_8);
                CsvReader<NamedCsvRecord> records = CsvReader.builder().ofNamedCsvRecord(reader)) {
            for (NamedCsvRecord row : records) {
                boolean another = !open.isEmpty() && !invoice(open.get(0)).equals(invoice(row));
                if (another || open.size() == LINES_AN_EVENT) {
                    flush();
                }
                open.add(row);
            }
            flush();
        }
    }

    /** How many lines were of each kind so far. */
    public Map<Line, Integer> lines() {
        return lines;
    }

    private void flush() {
        if (open.isEmpty()) {
            return;
        }
        NamedCsvRecord first = open.get(0);
        tellCountry(first);
        BigDecimal total = BigDecimal.ZERO;
        boolean sale = false;
        List<Map<String, Object>> products = new ArrayList<>(open.size());
        for (NamedCsvRecord row : open) {
            Line line = line(row);
            lines.merge(line, 1, Integer::sum);
            sale |= line == Line.SALE;
            BigDecimal price = new BigDecimal(row.getField("UnitPrice"));
            int quantity = Integer.parseInt(row.getField("Quantity"));
            total = total.add(price.multiply(BigDecimal.valueOf(quantity)));
            products.add(Map.of(
                    "product_id", row.getField("StockCode"),
                    "name", row.getField("Description"),
                    "quantity", quantity,
                    "price", price,
                    "line", line.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        }
        int part = parts.merge(invoice(first), 1, Integer::sum);
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("order_id", invoice(first));
        properties.put("part", part);
        properties.put(sale ? "revenue" : "total", total);
        properties.put("currency", "GBP");
        properties.put("country", first.getField("Country"));
        properties.put("products", products);

        Map<String, Object> call = call(first, "track", invoice(first) + "-" + part);
        call.put("event", event(line(first), sale));
        call.put("properties", properties);
        calls.accept(call);
        open = new ArrayList<>();
    }

    /** A trait travels when it changes, not with every order. */
    private void tellCountry(NamedCsvRecord row) {
        String customer = row.getField("CustomerID");
        String country = row.getField("Country");
        if (customer.isEmpty() || country.equals(countries.put(customer, country))) {
            return;
        }
        Map<String, Object> call = call(row, "identify", "country-" + customer + "-" + invoice(row));
        call.put("traits", Map.of("country", country));
        calls.accept(call);
    }

    private static Map<String, Object> call(NamedCsvRecord row, String type, String messageId) {
        String customer = row.getField("CustomerID");
        Instant at = LocalDateTime.parse(row.getField("InvoiceDate"), DATE).toInstant(ZoneOffset.UTC);
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("type", type);
        call.put("messageId", messageId);
        call.put(
                customer.isEmpty() ? "anonymousId" : "userId",
                customer.isEmpty() ? "invoice-" + invoice(row) : customer);
        call.put("timestamp", at.toString());
        return call;
    }

    private static String event(Line first, boolean sale) {
        return switch (first) {
            case CANCELLATION -> "Order Refunded";
            case BAD_DEBT -> "Bad Debt Adjusted";
            default -> sale ? "Order Completed" : "Stock Adjusted";
        };
    }

    private static Line line(NamedCsvRecord row) {
        if (invoice(row).startsWith("C")) {
            return Line.CANCELLATION;
        }
        if (invoice(row).startsWith("A")) {
            return Line.BAD_DEBT;
        }
        if (row.getField("Quantity").startsWith("-")) {
            return Line.ADJUSTMENT;
        }
        return new BigDecimal(row.getField("UnitPrice")).signum() == 0 ? Line.ZERO_PRICE : Line.SALE;
    }

    private static String invoice(NamedCsvRecord row) {
        return row.getField("InvoiceNo");
    }
}
