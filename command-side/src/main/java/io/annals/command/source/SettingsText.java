package io.annals.command.source;

import io.annals.contracts.source.CleaningSettings;
import io.annals.contracts.source.Declaration;
import io.annals.contracts.source.HookSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Settings as they stand in the source table. */
final class SettingsText {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SettingsText() {}

    static String write(Object settings) {
        return JSON.writeValueAsString(settings);
    }

    static CleaningSettings cleaning(@Nullable String text) {
        return text == null ? CleaningSettings.standard() : JSON.readValue(text, CleaningSettings.class);
    }

    static Declaration declaration(@Nullable String text) {
        return text == null ? Declaration.none() : JSON.readValue(text, Declaration.class);
    }

    static @Nullable HookSettings hook(@Nullable String text) {
        return text == null ? null : JSON.readValue(text, HookSettings.class);
    }
}
