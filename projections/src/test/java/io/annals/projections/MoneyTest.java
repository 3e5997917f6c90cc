package io.annals.projections;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @Test
    void readsAmountsInEveryShapeTheyComeIn() {
        assertThat(Money.of(5)).isEqualByComparingTo("5");
        assertThat(Money.of(5L)).isEqualByComparingTo("5");
        assertThat(Money.of(15.3)).isEqualByComparingTo("15.3");
        assertThat(Money.of(" -11062.06 ")).isEqualByComparingTo("-11062.06");
        assertThat(Money.of(new BigDecimal("0.0000015"))).isEqualByComparingTo("0.000002");
        assertThat(Money.of(new BigDecimal("1e3"))).isEqualByComparingTo("1000");
        assertThat(Money.of("1e-999999999")).isEqualByComparingTo("0");
        assertThat(Money.of("0e999999999")).isEqualByComparingTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "NaN", "Infinity", "1e999999999", "12,50", "£5", "0x10", "1e15", "1e2147483648"})
    void takesNothingFromWhatIsNoAmount(String text) {
        assertThat(Money.of(text)).isNull();
    }

    @Test
    void takesNothingFromHostileValues() {
        for (Object value : Arrays.asList(
                null,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                new BigDecimal("1e999999999"),
                BigInteger.TEN.pow(100_000),
                true,
                List.of(1),
                Map.of("amount", 1),
                "9".repeat(100_000))) {
            assertThat(Money.of(value)).isNull();
        }
    }

    @Property
    void neverFails(@ForAll String text, @ForAll double real) {
        Money.of(text);
        Money.of(real);
    }
}
