package io.annals.command.source;

import io.annals.contracts.source.CleaningSettings;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Cleaning settings as they stand in the source table. */
final class SettingsText {

    private static final JsonMapper JSON = JsonMapper.shared();

    private SettingsText() {}

    static String write(CleaningSettings settings) {
        return JSON.writeValueAsString(settings);
    }

    static CleaningSettings read(@Nullable String text) {
        return text == null ? CleaningSettings.standard() : JSON.readValue(text, CleaningSettings.class);
    }
}
