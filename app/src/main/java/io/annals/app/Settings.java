package io.annals.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ClassPathResource;

/** The settings of application.yml as the command line needs them, before or without a server. */
public final class Settings {

    private final Environment environment;
    private final Map<String, Object> overrides;

    private Settings(Environment environment, Map<String, Object> overrides) {
        this.environment = environment;
        this.overrides = overrides;
    }

    public static Settings load() {
        return load(Map.of());
    }

    /** @param overrides by key; they win over the environment */
    public static Settings load(Map<String, Object> overrides) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("overrides", overrides));
        try {
            new YamlPropertySourceLoader()
                    .load("application.yml", new ClassPathResource("application.yml"))
                    .forEach(environment.getPropertySources()::addLast);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Settings(environment, overrides);
    }

    public Map<String, Object> overrides() {
        return overrides;
    }

    public String get(String key) {
        return environment.getRequiredProperty(key);
    }

    public Path home() {
        return Path.of(get("annals.home")).toAbsolutePath().normalize();
    }

    public int port() {
        String port = get("annals.port");
        try {
            return Integer.parseInt(port);
        } catch (NumberFormatException e) {
            throw new Plain("ANNALS_PORT must be a number, not \"" + port + "\".", e);
        }
    }

    public boolean tls() {
        return !get("annals.tls.certificate").isBlank();
    }

    /** Where this machine reaches the server. */
    public String url() {
        String bind = get("annals.bind");
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        return (tls() ? "https://" : "http://") + host + ":" + port();
    }

    public Path adminToken() {
        return home().resolve("admin-token");
    }

    public Path writeKey() {
        return home().resolve("write-key");
    }
}
