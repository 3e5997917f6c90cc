package io.annals.command.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.codebook.Coding;
import io.annals.contracts.source.CleaningSettings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormaliserTest {

    private static final CleaningSettings CHINA = inRegion("CN");
    private static final CleaningSettings NOWHERE = CleaningSettings.standard();

    @Test
    void writesATraitAlikeAndKeepsWhatItWasBesideIt() {
        Map<String, Object> fields =
                Map.of("traits", Map.of("phone", "138 0013 8000", "email", " Ada@Example.ORG ", "name", "Ada"));

        assertThat(Normaliser.of(fields, CHINA, Coding.none()))
                .isEqualTo(Map.of(
                        "traits",
                        Map.of(
                                "phone", "+8613800138000",
                                "email", "ada@example.org",
                                "name", "Ada",
                                "original", Map.of("phone", "138 0013 8000", "email", " Ada@Example.ORG "))));
    }

    @Test
    void writesPropertiesAlikeAndKeepsWhatTheyWereInTheContext() {
        Map<String, Object> fields = Map.of(
                "properties",
                Map.of(
                        "revenue", "¥1,234.50",
                        "currency", "rmb",
                        "products", List.of(Map.of("price", 3L), Map.of("price", "12,5", "quantity", "2"))));

        Map<String, Object> alike = Normaliser.of(fields, NOWHERE, Coding.none());

        assertThat(alike.get("properties"))
                .isEqualTo(Map.of(
                        "revenue",
                        new BigDecimal("1234.50"),
                        "currency",
                        "CNY",
                        "products",
                        List.of(Map.of("price", 3L), Map.of("price", new BigDecimal("12.5"), "quantity", 2L))));
        assertThat(alike.get("context"))
                .isEqualTo(Map.of(
                        "original",
                        Map.of(
                                "properties",
                                Map.of(
                                        "revenue", "¥1,234.50",
                                        "currency", "rmb",
                                        "products", Map.of("1", Map.of("price", "12,5", "quantity", "2"))))));
    }

    @Test
    void writesFurtherIdentifiersAsTheTraitIsWritten() {
        Map<String, Object> fields = Map.of(
                "mergeProperties", List.of(Map.of("type", "mobile", "value", "13800138000")),
                "context", Map.of("externalIds", List.of(Map.of("type", "phone", "id", "+86 138-0013-8000"))));

        assertThat(Normaliser.of(fields, CHINA, Coding.none()))
                .isEqualTo(Map.of(
                        "mergeProperties", List.of(Map.of("type", "mobile", "value", "+8613800138000")),
                        "context", Map.of("externalIds", List.of(Map.of("type", "phone", "id", "+8613800138000")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "phone|13800138000|CN|+8613800138000",
                "phone|0086 138 0013 8000|CN|+8613800138000",
                "phone|(030) 901820|DE|+4930901820",
                "phone|13800138000||13800138000",
                "phone|+1 650 253 0000||+16502530000",
                "phone|12|CN|12",
                "phone|call me|CN|call me",
                "email|A@B.c||a@b.c",
                "email|nobody||nobody",
                "currency|eur||EUR",
                "currency|US$||USD",
                "currency|¥||¥",
                "currency|doubloons||doubloons",
                "title|A@B.c||A@B.c"
            })
    void writesAlikeOnlyWhatCanBeReadInOneWay(String name, String text, String region, String expected) {
        Map<String, Object> alike =
                Normaliser.of(Map.of("properties", Map.of(name, text)), inRegion(region), Coding.none());

        assertThat(alike.get("properties")).isEqualTo(Map.of(name, expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"12|12", "-3|-3", "0.50|0.50", "1,234|1234", "12,50|12.50", "€ 9.99|9.99", "99元|99"})
    void readsAmounts(String text, BigDecimal expected) {
        assertThat(Numbers.read(text)).isNotNull().satisfies(read -> assertThat(new BigDecimal(read.toString()))
                .isEqualByComparingTo(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"007", "10%", "1.234.567", "1,2345", "12 34", "free", "1e9", "''", "--1"})
    void leavesAmountsThatAreNone(String text) {
        assertThat(Numbers.read(text)).isNull();
    }

    @Test
    void keepsWhatAClientItselfCallsOriginal() {
        Map<String, Object> fields = Map.of("traits", Map.of("email", "A@b.c", "original", "mine"));

        assertThat(Normaliser.of(fields, NOWHERE, Coding.none()))
                .isEqualTo(Map.of(
                        "traits", Map.of("email", "a@b.c", "original", Map.of("original", "mine", "email", "A@b.c"))));
    }

    @Property
    void twiceIsAsGoodAsOnce(@ForAll("calls") Map<String, Object> fields) {
        Map<String, Object> once = Normaliser.of(fields, CHINA, Coding.none());

        assertThat(Normaliser.of(once, CHINA, Coding.none())).isSameAs(once);
    }

    @Property
    void whatItWasIsNeverLost(@ForAll("calls") Map<String, Object> fields) {
        String after = Normaliser.of(fields, CHINA, Coding.none()).toString();

        assertThat(texts(fields.get("traits")))
                .allSatisfy(text -> assertThat(after).contains(text));
        assertThat(texts(fields.get("properties")))
                .allSatisfy(text -> assertThat(after).contains(text));
    }

    @Provide
    Arbitrary<Map<String, Object>> calls() {
        Arbitrary<String> names = Arbitraries.of("phone", "email", "currency", "revenue", "quantity", "title");
        Arbitrary<Object> texts = Arbitraries.of(
                "138 0013 8000", "+49 30 901820", "X@Y.Z", "rmb", "€", "1,234.5", "12,50", "¥7", "x", " ");
        Arbitrary<Map<String, Object>> flat = Arbitraries.maps(names, texts).ofMaxSize(6);
        return flat.flatMap(traits -> flat.flatMap(properties -> flat.map(product -> {
            Map<String, Object> content = new LinkedHashMap<>(properties);
            content.put("products", List.of(product));
            return Map.of("traits", traits, "properties", content, "context", Map.of("ip", "x"));
        })));
    }

    private static List<String> texts(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            return map.values().stream().flatMap(value -> texts(value).stream()).toList();
        }
        return tree instanceof List<?> list
                ? list.stream().flatMap(value -> texts(value).stream()).toList()
                : List.of(tree.toString());
    }

    private static CleaningSettings inRegion(String region) {
        CleaningSettings standard = CleaningSettings.standard();
        return new CleaningSettings(
                standard.off(),
                standard.futureHours(),
                standard.pastDays(),
                standard.mostAmount(),
                standard.mostQuantity(),
                standard.testUsers(),
                standard.testDomains(),
                standard.stormCalls(),
                standard.stormSeconds(),
                standard.ordersAnHour(),
                standard.fakeOrders(),
                region);
    }
}
