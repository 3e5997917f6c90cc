package io.annals.eventstore;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.contracts.EventName;
import java.io.IOException;
import java.io.InputStream;
import org.axonframework.serialization.SimpleSerializedObject;
import org.axonframework.serialization.SimpleSerializedType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was stored once is readable for ever. Each event has a file {@code <event-name>.v<revision>.json} that is never
 * edited: a changed shape is a new revision, a new file and an upcaster.
 */
class GoldenFilesTest {

    private static final EventNames NAMES = new EventNames(EventStoreConfiguration.EVENTS);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final NamedSerializer serializer = new NamedSerializer(NAMES);

    static Iterable<Class<?>> events() {
        return NAMES.types();
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsTheGoldenFileAndWritesItAgain(Class<?> type) throws IOException {
        EventName name = EventNames.nameOf(type);
        byte[] golden = golden(name, name.revision());

        Object event = read(name, name.revision());

        assertThat(event).isInstanceOf(type);
        assertThat(JSON.readTree(serializer.serialize(event, byte[].class).getData()))
                .isEqualTo(JSON.readTree(golden));
    }

    @ParameterizedTest
    @MethodSource("events")
    void readsWhatFormerRevisionsWrote(Class<?> type) throws IOException {
        EventName name = EventNames.nameOf(type);
        for (int revision = 1; revision < name.revision(); revision++) {
            assertThat(read(name, revision)).isInstanceOf(type);
        }
    }

    private Object read(EventName name, int revision) throws IOException {
        return serializer.deserialize(new SimpleSerializedObject<>(
                golden(name, revision),
                byte[].class,
                new SimpleSerializedType(name.value(), Integer.toString(revision))));
    }

    private static byte[] golden(EventName name, int revision) throws IOException {
        String file = "/golden/" + name.value() + ".v" + revision + ".json";
        try (InputStream in = GoldenFilesTest.class.getResourceAsStream(file)) {
            assertThat(in).as("src/test/resources" + file).isNotNull();
            return in.readAllBytes();
        }
    }
}
