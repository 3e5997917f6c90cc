package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CommandProblem.TooLarge;
import io.annals.command.CommandProblem.Unreadable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void keepsDecimalsExactly() {
        assertThat(read("{\"price\":12.50}").fields()).isEqualTo(Map.of("price", new BigDecimal("12.50")));
    }

    @Test
    void keepsWholeNumbersOfAnySensibleSize() {
        assertThat(read("{\"a\":7,\"b\":-9223372036854775809}").fields())
                .isEqualTo(Map.of("a", 7L, "b", new BigInteger("-9223372036854775809")));
    }

    @Test
    void keepsANumberNobodyShouldExpandAsText() {
        assertThat(read("{\"a\":1e999999999,\"b\":1e99999999999,\"c\":1e-999999}")
                        .fields())
                .isEqualTo(Map.of("a", "1e999999999", "b", "1e99999999999", "c", "1e-999999"));
        String long200 = "9".repeat(200);
        assertThat(read("{\"a\":" + long200 + "}").fields()).isEqualTo(Map.of("a", long200));
    }

    @Test
    void keepsNulls() {
        assertThat(read("{\"a\":null,\"b\":[null]}").fields())
                .containsEntry("a", null)
                .containsEntry("b", Arrays.asList((Object) null));
    }

    @Test
    void mendsHalfACharacter() {
        assertThat(read("{\"a\":\"tea \\ud83c\",\"b\":\"\\ud83c\\udf75\"}").fields())
                .isEqualTo(Map.of("a", "tea \uFFFD", "b", "\uD83C\uDF75"));
    }

    @Test
    void knowsHowLargeEachItemIs() {
        Json.Document document = read("{ \"batch\": [ {\"a\":1} , {\"a\": 22}, 7 ], \"sentAt\":\"x\" }");

        assertThat(document.fields()).isEqualTo(Map.of("sentAt", "x"));
        assertThat(document.batch())
                .extracting(Json.Item::bytes, Json.Item::fields)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(7L, Map.of("a", 1L)),
                        org.assertj.core.groups.Tuple.tuple(9L, Map.of("a", 22L)),
                        org.assertj.core.groups.Tuple.tuple(1L, null));
    }

    @Test
    void blamesTheDeepItemAlone() {
        String deep = "[".repeat(300) + "]".repeat(300);

        assertThat(read("{\"batch\":[{\"a\":" + deep + "},{\"a\":1}]}").batch())
                .extracting(Json.Item::tooDeep)
                .isEqualTo(List.of(true, false));
    }

    @Test
    void refusesABottomlessBody() {
        assertThatThrownBy(() -> read("{\"a\":" + "[".repeat(100_000))).isInstanceOf(Unreadable.class);
    }

    @Test
    void refusesMoreItemsThanItTakes() {
        assertThatThrownBy(() -> read("{\"batch\":[" + "{},".repeat(2_500) + "{}]}"))
                .isInstanceOf(TooLarge.class);
    }

    @Test
    void refusesWhatIsNoJsonObject() {
        for (String body :
                List.of("", " ", "[]", "7", "null", "{", "{\"a\"", "{} {}", "{\"batch\":[", "{'a':1}", "{\"a\":NaN}")) {
            assertThatThrownBy(() -> read(body)).as(body).isInstanceOf(Unreadable.class);
        }
    }

    private static Json.Document read(String body) {
        return Json.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
