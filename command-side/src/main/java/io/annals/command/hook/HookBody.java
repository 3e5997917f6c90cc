package io.annals.command.hook;

import io.annals.command.CommandProblem.Invalid;
import io.annals.command.mapping.MappingInvalid;
import io.annals.contracts.source.HookSettings;
import io.annals.contracts.source.HookSettings.Encoding;
import io.annals.contracts.source.HookSettings.Scheme;
import io.annals.contracts.source.HookSettings.Signature;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Webhook settings as they are asked for. */
record HookBody(@Nullable SignatureBody signature, @Nullable List<Map<String, Object>> calls) {

    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.:=-]{0,20}");
    private static final int DEFAULT_TOLERANCE = 300;
    private static final int MOST_TOLERANCE = 86_400;
    private static final int MOST_BYTES = 64 * 1024;

    /** @param toleranceSeconds 300 when absent; read in the scheme TIMESTAMPED only */
    record SignatureBody(
            @Nullable Scheme scheme,
            @Nullable String header,
            @Nullable Encoding encoding,
            @Nullable String prefix,
            @Nullable Integer toleranceSeconds) {

        private Signature read() {
            int tolerance = Objects.requireNonNullElse(toleranceSeconds, DEFAULT_TOLERANCE);
            String before = Objects.requireNonNullElse(prefix, "");
            if (scheme == null
                    || encoding == null
                    || header == null
                    || !HEADER.matcher(header).matches()) {
                throw new Invalid("hook-invalid", "A signature needs a scheme, an encoding and a header's name.");
            }
            if (!PREFIX.matcher(before).matches() || (scheme == Scheme.TIMESTAMPED && before.isEmpty())) {
                throw new Invalid(
                        "hook-invalid",
                        "prefix is at most 20 letters, digits and signs; TIMESTAMPED needs one, such as v1=.");
            }
            if (tolerance < 1 || tolerance > MOST_TOLERANCE) {
                throw new Invalid("hook-invalid", "toleranceSeconds is from 1 to " + MOST_TOLERANCE + ".");
            }
            return new Signature(scheme, header, encoding, before, tolerance);
        }
    }

    /** @throws Invalid when there can be no such settings */
    HookSettings read() {
        if (signature == null || calls == null || calls.isEmpty()) {
            throw new Invalid("hook-invalid", "Webhooks need a signature and calls.");
        }
        if (JsonMapper.shared().writeValueAsBytes(calls).length > MOST_BYTES) {
            throw new Invalid("hook-invalid", "calls may hold 64 KB.");
        }
        try {
            HookMapping.of(calls);
        } catch (MappingInvalid e) {
            throw new Invalid("mapping-invalid", String.valueOf(e.getMessage()));
        }
        return new HookSettings(signature.read(), calls);
    }
}
