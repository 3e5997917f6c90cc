package io.annals.command.declaration;

import io.annals.command.CommandProblem.Invalid;
import io.annals.contracts.source.Declaration;
import io.annals.contracts.source.Declaration.Field;
import io.annals.contracts.source.Declaration.Mode;
import io.annals.contracts.source.Declaration.Part;
import io.annals.contracts.source.Declaration.ValueType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A declaration as it is asked for. */
record DeclarationBody(@Nullable Mode mode, @Nullable List<String> events, @Nullable List<FieldBody> fields) {

    private static final int MOST_EVENTS = 500;
    private static final int MOST_FIELDS = 2_000;
    private static final int MOST_CHARACTERS = 200;

    /** @param type ANY when absent */
    record FieldBody(
            @Nullable Part part,
            @Nullable String event,
            @Nullable String name,
            @Nullable ValueType type,
            @Nullable Boolean personal) {

        private Field read(List<String> events) {
            String called = Objects.requireNonNullElse(name, "");
            if (part == null || !named(called)) {
                throw new Invalid("declaration-invalid", "A field has a part and a name.");
            }
            if ((part == Part.TRACK) != (event != null) || (event != null && !events.contains(event))) {
                throw new Invalid("declaration-invalid", "A field of TRACK, and no other, names a declared event.");
            }
            return new Field(
                    part,
                    event,
                    called,
                    Objects.requireNonNullElse(type, ValueType.ANY),
                    Boolean.TRUE.equals(personal));
        }
    }

    /** @throws Invalid when there can be no such declaration */
    Declaration read() {
        List<String> named = Objects.requireNonNullElse(events, List.of());
        List<FieldBody> said = Objects.requireNonNullElse(fields, List.of());
        if (named.size() > MOST_EVENTS
                || said.size() > MOST_FIELDS
                || !named.stream().allMatch(DeclarationBody::named)) {
            throw new Invalid(
                    "declaration-invalid",
                    "A declaration may hold " + MOST_EVENTS + " events and " + MOST_FIELDS + " fields with names of "
                            + MOST_CHARACTERS + " characters.");
        }
        List<Field> read = said.stream().map(field -> field.read(named)).toList();
        long places = read.stream()
                .map(field -> List.of(field.part(), String.valueOf(field.event()), field.name()))
                .distinct()
                .count();
        if (places < read.size()) {
            throw new Invalid("declaration-invalid", "A field is declared once.");
        }
        return new Declaration(
                Objects.requireNonNullElse(mode, Mode.OFF),
                named.stream().distinct().toList(),
                read);
    }

    private static boolean named(@Nullable String name) {
        return name != null && !name.isBlank() && name.length() <= MOST_CHARACTERS;
    }
}
