package io.annals.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.EventName;
import io.annals.contracts.Personal;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/events.md says of every event what it holds; it is made from the code. */
class EventCatalogueTest {

    private static final Path CATALOGUE = Path.of("../docs/events.md");

    /** To renew it: {@code mvn -pl event-store -am test -Dtest=EventCatalogueTest -Dannals.renew=true}. */
    @Test
    void standsInTheCatalogue() throws IOException {
        String catalogue =
                "# Events\n\nEverything that is ever stored. Names and shapes are for ever: a changed shape is a"
                        + " new revision, led to the newest by an upcaster. *Sealed* events are encrypted under their subject's"
                        + " key.\n\n| event | revision | sealed | fields |\n|---|---|---|---|\n"
                        + new EventNames(EventStoreConfiguration.EVENTS)
                                .types().stream()
                                        .map(EventCatalogueTest::line)
                                        .sorted()
                                        .collect(Collectors.joining());
        if (Boolean.getBoolean("annals.renew")) {
            Files.writeString(CATALOGUE, catalogue);
        }
        assertThat(CATALOGUE).hasContent(catalogue);
    }

    private static String line(Class<?> event) {
        EventName name = EventNames.nameOf(event);
        return "| `%s` | %d | %s | %s |%n"
                .formatted(
                        name.value(),
                        name.revision(),
                        Personal.class.isAssignableFrom(event) ? "yes" : "no",
                        Arrays.stream(event.getRecordComponents())
                                .map(EventCatalogueTest::field)
                                .collect(Collectors.joining(", ")));
    }

    private static String field(RecordComponent component) {
        return "`" + component.getName() + "` " + component.getType().getSimpleName();
    }
}
