package io.annals.eventstore;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import io.annals.contracts.EventName;
import java.time.Instant;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** JSON under stable names: neither a class name nor a package ever reaches the log. */
final class NamedSerializer extends Jackson3Serializer {

    private static final SerializedType META_DATA = new SimpleSerializedType(MetaData.class.getName(), null);

    private final EventNames names;

    NamedSerializer(EventNames names) {
        super(builder().jsonMapperBuilderCustomizer(NamedSerializer::shape));
        this.names = names;
    }

    @Override
    public SerializedType typeForClass(Class type) {
        if (type == null || type == Void.class || type == void.class) {
            return SerializedType.emptyType();
        }
        if (MetaData.class.isAssignableFrom(type)) {
            return META_DATA;
        }
        EventName name = EventNames.nameOf((Class<?>) type);
        return new SimpleSerializedType(name.value(), Integer.toString(name.revision()));
    }

    @Override
    protected String resolveClassName(SerializedType type) {
        Class<?> named = names.typeOf(type.getName());
        return named == null ? type.getName() : named.getName();
    }

    static void shape(JsonMapper.Builder json) {
        json.addModule(new SimpleModule().addDeserializer(Instant.class, new IsoInstant()))
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                // Snapshots are aggregates: their state is their fields, whatever their methods are called.
                .changeDefaultVisibility(visibility -> visibility
                        .withVisibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
                        .withVisibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
                        .withVisibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE))
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL));
    }
}
