package io.annals.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.app.Plain;
import io.annals.app.Settings;
import io.annals.app.client.ApiClient;
import io.annals.engines.SharedEngines;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server with a certificate of its own making, for a name that is not this machine's. */
class TlsIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path folder;

    @Test
    void speaksTlsOnlyAndItsOwnCommandLineKnowsItsCertificate() throws Exception {
        Settings settings = settings(certificate("server"));

        try (Server server = Server.start(settings, line -> {})) {
            assertThat(server).isNotNull();
            assertThat(settings.url()).startsWith("https://");
            assertThat(ApiClient.ofHome(settings)
                            .get("/api/status")
                            .get("version")
                            .asString())
                    .isNotBlank();
            assertThatThrownBy(() -> get(settings.url())).isInstanceOf(SSLHandshakeException.class);
            assertThat(get(settings.url().replace("https:", "http:"))).isEqualTo(400);

            Settings strange = Settings.load(Map.of(
                    "annals.home", settings.home().toString(),
                    "annals.port", String.valueOf(settings.port()),
                    "annals.tls.certificate", certificate("another").toString()));
            assertThatThrownBy(() -> ApiClient.ofHome(strange).get("/api/status"))
                    .isInstanceOf(Plain.class)
                    .hasMessageContaining("another certificate");
        }
    }

    private Settings settings(Path certificate) throws IOException {
        return Settings.load(Map.of(
                "annals.home", folder.resolve("home").toString(),
                "annals.roles", "command",
                "annals.port", freePort(),
                "annals.postgres.url", SharedEngines.postgresUrl(),
                "annals.tls.certificate", certificate.toString(),
                "annals.tls.key", folder.resolve("server.key").toString()));
    }

    private static int get(String url) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url + "/actuator/health"))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    /** A self-signed certificate as PEM, its key beside it. */
    private Path certificate(String name) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=shop.example",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        Key key = keys.getKey(name, PASSWORD);
        pem(name + ".key", "PRIVATE KEY", key.getEncoded());
        return pem(name + ".pem", "CERTIFICATE", keys.getCertificate(name).getEncoded());
    }

    private Path pem(String file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(
                folder.resolve(file), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        }
    }
}
