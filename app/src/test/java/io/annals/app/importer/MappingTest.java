package io.annals.app.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.app.Plain;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

    private static final String SHOP =
            """
            source: shop
            consent: {mode: required}
            """;

    private static final String VIEWED = SHOP
            + """
            calls:
              - {type: track, event: Viewed, userId: "{user}", messageId: "{id}", timestamp: "{at}", properties: {price: {$number: "{price}"}}}
            """;

    @TempDir
    Path folder;

    private final List<Map<String, Object>> calls = new ArrayList<>();

    @Test
    void readsACallOfEachRow() throws IOException {
        Reading reading =
                read(VIEWED, "user,id,at,price\nu1,m1,2020-02-03T04:05:06Z,1.50\nu2,m2,2020-02-03 04:05:06,\n");

        assertThat(reading.rows()).isEqualTo(2);
        assertThat(reading.kinds()).isEqualTo(Map.of("track made", 2L));
        assertThat(calls.get(0))
                .containsEntry("userId", "u1")
                .containsEntry("messageId", "m1")
                .containsEntry("timestamp", "2020-02-03T04:05:06Z")
                .containsEntry("properties", Map.of("price", new BigDecimal("1.50")));
        assertThat(calls.get(1))
                .containsEntry("timestamp", "2020-02-03T04:05:06Z")
                .containsEntry("properties", Map.of());
    }

    @Test
    void leavesOutWhatItCannotMakeAndNamesTheLine() throws IOException {
        Reading reading = read(
                VIEWED,
                "user,id,at,price\nu,m1,2020-01-01,cheap\n,m2,2020-01-01,1\nu,,2020-01-01,1\nu,m4,yesterday,1\nu,m5,2020-01-01,1\n");

        assertThat(reading.leftOut()).isEqualTo(4);
        assertThat(reading.examples())
                .containsExactly(
                        "rows.csv, line 2: \"cheap\" is not a number",
                        "rows.csv, line 3: neither userId nor anonymousId says who it was",
                        "rows.csv, line 4: the messageId is empty",
                        "rows.csv, line 5: \"yesterday\" is not a time as the mapping says");
        assertThat(calls).extracting(call -> call.get("messageId")).containsExactly("m5");
    }

    @Test
    void endsWhereTheFileIsNotWhatTheMappingSays() {
        assertThatThrownBy(() -> read(VIEWED, "user,id,at\nu,m,2020-01-01\n"))
                .isInstanceOf(Plain.class)
                .hasMessage("rows.csv has no column price; it has: user, id, at.");
        assertThatThrownBy(() -> read(VIEWED, "user,id,at,price\nu,m\n"))
                .isInstanceOf(Plain.class)
                .hasMessage("rows.csv is not CSV as its mapping says: line 2 has 2 fields instead of 4.");
        assertThatThrownBy(() -> read(VIEWED.replace("calls:", "file: {format: jsonl}\ncalls:"), "{}\n[1]\n"))
                .isInstanceOf(Plain.class)
                .hasMessageContaining("line 2 is not a JSON object");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event: Viewed            | evnt: Viewed               | calls[0] does not know \"evnt\"",
                "type: track              | type: track-event          | calls[0].type must be identify",
                "messageId: \"{id}\",     | ''                         | calls[0].messageId is missing",
                "userId: \"{user}\",      | ''                         | calls[0] needs userId or anonymousId",
                "$number                  | $money                     | calls[0].properties.price.$money is no type",
                "mode: required           | mode: maybe                | consent.mode must be one of required, from-event, asserted",
                "source: shop             | source: My Shop            | source must be lower-case",
            })
    void namesThePlaceOfAMistake(String right, String wrong, String complaint) {
        assertThatThrownBy(() -> read(VIEWED.replace(right, wrong), ""))
                .isInstanceOf(Plain.class)
                .hasMessageStartingWith("mapping.yml: " + complaint);
    }

    @Test
    void findsElementsOfListsAndMakesOneOfEach() throws IOException {
        String mapping = SHOP
                + """
                file: {format: jsonl}
                calls:
                  - type: track
                    event: Bought
                    userId: "{/who/0/a~1b}"
                    messageId: "m"
                    timestamp: "2020-01-01"
                    properties: {none: "{/items/9/sku}", all: {$each: {id: "{sku}"}, of: "{/items}"}}
                """;
        read(mapping, "{\"who\":[{\"a/b\":\"u\"}],\"items\":[{\"sku\":\"T\"},{\"sku\":\"C\"}]}\n");

        assertThat(calls.get(0))
                .containsEntry("userId", "u")
                .containsEntry("properties", Map.of("all", List.of(Map.of("id", "T"), Map.of("id", "C"))));
    }

    @Test
    void keepsTheTypesOfJsonAndFindsWhatLiesDeeper() throws IOException {
        String mapping = SHOP
                + """
                file: {format: jsonl}
                calls:
                  - type: track
                    event: "{what}"
                    userId: "{who.id}"
                    messageId: "{id}"
                    timestamp: {at: "{ms}", format: epoch-millis}
                    consent: {news: "{news}"}
                    properties: {tags: "{tags}", price: "{price}", gift: "{gift}"}
                """;
        read(
                mapping,
                "{\"what\":\"Bought\",\"who\":{\"id\":7},\"id\":\"m\",\"ms\":1000,\"news\":\"yes\",\"tags\":[\"a\"],\"price\":1.50}\n\n");

        assertThat(calls)
                .containsExactly(Map.of(
                        "type", "track",
                        "event", "Bought",
                        "userId", 7,
                        "messageId", "m",
                        "timestamp", "1970-01-01T00:00:01Z",
                        "context", Map.of("consent", Map.of("categoryPreferences", Map.of("news", true))),
                        "properties", Map.of("tags", List.of("a"), "price", new BigDecimal("1.50"))));
    }

    @Test
    void bringsScatteredRowsTogetherAndTellsALongGroupInParts() throws IOException {
        String mapping = SHOP
                + """
                joins: [{file: goods.csv, column: article}]
                calls:
                  - type: track
                    event: Order Completed
                    group: {by: "{order}", rows: scattered, most: 2}
                    userId: "{user}"
                    messageId: "order-{order}"
                    timestamp: "2020-01-01"
                    properties:
                      revenue: {$sum: "{paid}"}
                      products: {$each: {name: "{name}", price: {$ratio: ["{paid}", "{quantity}"]}}}
                """;
        Files.writeString(folder.resolve("goods.csv"), "article,name\na,Tea\nb,Cup\n");
        read(mapping, "order,user,article,quantity,paid\n1,u,a,2,3\n2,v,b,1,5\n1,u,c,0,0\n1,u,b,1,1\n");

        assertThat(calls).extracting(call -> call.get("messageId")).containsExactly("order-1", "order-1-2", "order-2");
        assertThat(calls.get(0).get("properties"))
                .isEqualTo(Map.of(
                        "revenue",
                        new BigDecimal("3"),
                        "products",
                        List.of(Map.of("name", "Tea", "price", new BigDecimal("1.5000")), Map.of())));
    }

    @Test
    void readsGzipInAnotherEncodingWithoutAHeader() throws IOException {
        String mapping = VIEWED.replace(
                "calls:", "file: {delimiter: \"|\", encoding: UTF-16LE, columns: [user, id, at, price]}\ncalls:");
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("Zoë|m|2020-01-01|\n".getBytes(StandardCharsets.UTF_16LE));
        }
        read(mapping, Files.write(folder.resolve("rows.csv.gz"), zipped.toByteArray()));

        assertThat(calls).singleElement().satisfies(call -> assertThat(call).containsEntry("userId", "Zoë"));
    }

    @Test
    void doesWhatItsGuideSays() throws IOException {
        String guide = Files.readString(Path.of("../docs/imports.md"));
        Path file =
                Files.writeString(folder.resolve("orders.csv"), block(guide, "file"), Charset.forName("ISO-8859-1"));
        read(block(guide, "mapping"), file);

        assertThat(calls).hasSize(4);
        assertThat(calls.get(0)).containsEntry("traits", Map.of("city", "Köln"));
        assertThat(calls.get(1))
                .containsEntry("event", "Order Completed")
                .containsEntry("userId", "M-7")
                .containsEntry("timestamp", "2025-12-24T08:30:00Z");
        assertThat(calls.subList(1, 4))
                .extracting(call -> String.valueOf(((Map<?, ?>) call.get("properties")).get("revenue")))
                .containsExactly("21.00", "4.50", "12.00");
        assertThat(calls.get(2)).containsEntry("anonymousId", "receipt-1002").doesNotContainKey("userId");
    }

    private static String block(String guide, String name) {
        String after = guide.substring(guide.indexOf("<!-- " + name + " -->"));
        String fenced = after.substring(after.indexOf("```"));
        return fenced.substring(fenced.indexOf('\n') + 1, fenced.indexOf("\n```") + 1);
    }

    private Reading read(String mapping, String rows) throws IOException {
        return read(mapping, Files.writeString(folder.resolve("rows.csv"), rows));
    }

    private Reading read(String mapping, Path file) throws IOException {
        DataSet set = DataSet.mapped(file, Files.writeString(folder.resolve("mapping.yml"), mapping));
        try (InputStream in = Zipped.open(file)) {
            return set.parts().get(0).reader().read(in, calls::add);
        }
    }
}
