package io.annals.app.server;

import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * What the compiler knows of a record, told to its readers: a component that is not {@code @Nullable} is always there.
 * An {@code Object} is any JSON value.
 */
class RequiredComponents implements ModelConverter {

    private static final String SCHEMAS = "#/components/schemas/";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Class<?> described = Json31.mapper().constructType(type.getType()).getRawClass();
        if (described == Object.class) {
            return new Schema<>().$ref(SCHEMAS + "Json");
        }
        Schema<?> schema = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        if (schema == null || !described.isRecord()) {
            return schema;
        }
        Schema<?> model = schema.get$ref() == null
                ? schema
                : context.getDefinedModels().get(schema.get$ref().substring(SCHEMAS.length()));
        if (model == null || model.getProperties() == null) {
            return schema;
        }
        Arrays.stream(described.getRecordComponents())
                .filter(component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(RecordComponent::getName)
                .filter(name -> model.getProperties().containsKey(name))
                .filter(name ->
                        model.getRequired() == null || !model.getRequired().contains(name))
                .forEach(model::addRequiredItem);
        return schema;
    }
}
