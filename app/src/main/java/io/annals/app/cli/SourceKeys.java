package io.annals.app.cli;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.app.server.OwnersFile;
import io.annals.contracts.source.ConsentPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The write keys of the sources that commands of ours feed. A key is shown once, and a message id is unique within its
 * source only, so it is kept in the home for the next run.
 */
final class SourceKeys {

    private final Path folder;
    private final ApiClient api;

    SourceKeys(Settings settings, ApiClient api) {
        this.folder = settings.home().resolve("write-keys");
        this.api = api;
    }

    boolean known(String source) {
        return Files.exists(folder.resolve(source));
    }

    /** The key of the source of that name, which is created when we have none. */
    String of(String source, ConsentPolicy consent) {
        Path file = folder.resolve(source);
        try {
            if (!known(source)) {
                JsonNode created = api.post("/api/sources", Map.of("name", source, "consentPolicy", consent));
                OwnersFile.write(file, created.get("writeKey").asString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Plain("The write key of " + source + " cannot be read from " + file + ": " + e.getMessage(), e);
        }
    }
}
