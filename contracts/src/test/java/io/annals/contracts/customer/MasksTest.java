package io.annals.contracts.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasksTest {

    @ParameterizedTest
    @CsvSource({
        "email, anna@example.com, a***@e***.com",
        "email, no-address, n***",
        "phone, 13812345678, 138****5678",
        "phone, 110, 1***",
        "user_id, 17850, 1***",
        "anonymous_id, 0f8fad5b-d9cb-469f, 0f***9f"
    })
    void showsEnoughOfAnIdentifierToRecogniseIt(String type, String value, String masked) {
        assertThat(Masks.identifier(type, value)).isEqualTo(masked);
    }

    @ParameterizedTest
    @CsvSource({
        "name, Anna Meier, A***",
        "first_name, Anna, A***",
        "Work E-Mail, anna@example.com, a***@e***.com",
        "shippingAddress, 1 High Street, 1***",
        "mobilePhone, 13812345678, 138****5678",
        "country, France, France",
        "planName, gold, gold"
    })
    void masksTraitsByTheirNames(String name, String value, String masked) {
        assertThat(Masks.value(name, value)).isEqualTo(masked);
    }

    @Test
    void reachesIntoTrees() {
        Map<String, Object> tree = Map.of(
                "address", Map.of("city", "Paris", "lines", Map.of("one", "1 Rue")),
                "contacts", List.of(Map.of("email", "anna@example.com")),
                "phones", Arrays.asList("13812345678", null),
                "plan", "gold");
        assertThat(Masks.all(tree).toString())
                .doesNotContain("Paris", "Rue", "anna@example.com", "13812345678")
                .contains("gold", "a***@e***.com", "138****5678");
    }

    @Property(tries = 300)
    void neverShowsAWholeValueAndNeverFails(@ForAll @NotEmpty String value) {
        for (String type : List.of(Identifier.EMAIL, Identifier.PHONE, Identifier.USER_ID)) {
            assertThat(Masks.identifier(type, value)).contains("**");
        }
    }
}
