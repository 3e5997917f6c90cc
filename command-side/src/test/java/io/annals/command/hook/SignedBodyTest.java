package io.annals.command.hook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.annals.command.CommandProblem.Unauthenticated;
import io.annals.contracts.source.HookSettings.Encoding;
import io.annals.contracts.source.HookSettings.Scheme;
import io.annals.contracts.source.HookSettings.Signature;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedBodyTest {

    private static final Signature GITHUB = new Signature(Scheme.BODY, "X", Encoding.HEX, "sha256=", 300);
    /** The example of GitHub's own documentation, "Validating webhook deliveries". */
    private static final String EXAMPLE = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    private static final byte[] SECRET = "It's a Secret to Everybody".getBytes(UTF_8);
    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
    private static final Instant NOW = Instant.ofEpochSecond(1_700_000_000);

    /** {@code printf '1700000000.Hello, World!' | openssl dgst -sha256 -hmac "It's a Secret to Everybody"} */
    private static final String TIMED = "76c83fd0acdf22faed320674fe8e04d528cfe8a17905e720a9611e40677c03b7";

    private static final Signature STRIPE = new Signature(Scheme.TIMESTAMPED, "X", Encoding.HEX, "v1=", 300);

    @Test
    void believesTheDocumentedExample() {
        assertThatCode(() -> expect(EXAMPLE, GITHUB, BODY, NOW)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
                "sha256=not hexadecimal"
            })
    void believesNothingElse(@Nullable String header) {
        assertThatThrownBy(() -> expect(header, GITHUB, BODY, NOW)).isInstanceOf(Unauthenticated.class);
    }

    @Test
    void doesNotBelieveAnotherBody() {
        assertThatThrownBy(() -> expect(EXAMPLE, GITHUB, "Hello, world!".getBytes(UTF_8), NOW))
                .isInstanceOf(Unauthenticated.class);
    }

    @Test
    void believesATimedSignatureOnlyNearItsTime() {
        String header = "t=1700000000,v1=00,v1=" + TIMED + ",v0=" + TIMED;
        assertThatCode(() -> expect(header, STRIPE, BODY, NOW.plusSeconds(300))).doesNotThrowAnyException();
        assertThatCode(() -> expect(header, STRIPE, BODY, NOW.minusSeconds(300)))
                .doesNotThrowAnyException();
        for (int late : List.of(301, -301)) {
            assertThatThrownBy(() -> expect(header, STRIPE, BODY, NOW.plusSeconds(late)))
                    .extracting("code")
                    .isEqualTo("signature-expired");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1=76c83fd0acdf22faed320674fe8e04d528cfe8a17905e720a9611e40677c03b7",
                "t=1700000001,v1=76c83fd0acdf22faed320674fe8e04d528cfe8a17905e720a9611e40677c03b7",
                "t=soon,v1=76c83fd0acdf22faed320674fe8e04d528cfe8a17905e720a9611e40677c03b7",
                "t=1700000000,v0=76c83fd0acdf22faed320674fe8e04d528cfe8a17905e720a9611e40677c03b7"
            })
    void believesNoTimeThatWasNotSigned(String header) {
        assertThatThrownBy(() -> expect(header, STRIPE, BODY, NOW))
                .extracting("code")
                .isEqualTo("signature-wrong");
    }

    private static void expect(@Nullable String header, Signature how, byte[] body, Instant now) {
        new SignedBody(header, body).expect(how, List.of("another".getBytes(UTF_8), SECRET), now);
    }
}
