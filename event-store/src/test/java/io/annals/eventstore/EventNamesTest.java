package io.annals.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.contracts.EventName;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventNamesTest {

    private final EventNames names = new EventNames(EventStoreConfiguration.EVENTS);

    @Test
    void namesEveryEventInKebabCase() {
        assertThat(names.types())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(EventNames.nameOf(type).value()).matches("[a-z]+(-[a-z]+)+"));
    }

    @Test
    void refusesATypeWithoutAName() {
        assertThatThrownBy(() -> new EventNames(List.of(String.class))).hasMessageContaining("has no @EventName");
    }

    @Test
    void refusesANameForTwoTypes() {
        assertThatThrownBy(() -> new EventNames(List.of(One.class, Other.class)))
                .hasMessageContaining("share the name");
    }

    @EventName("one-thing")
    record One() {}

    @EventName("one-thing")
    record Other() {}
}
