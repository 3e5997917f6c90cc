package io.annals.command;

import io.annals.command.CommandProblem.ConditionMissing;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header that says which version a change was made from. */
public final class IfMatch {

    private static final Pattern VERSION = Pattern.compile("(?:W/)?\"(\\d{1,9})\"");

    private IfMatch() {}

    /** @throws ConditionMissing when it holds no version */
    public static int version(@Nullable String header) {
        Matcher tag = VERSION.matcher(header == null ? "" : header.strip());
        if (!tag.matches()) {
            throw new ConditionMissing("If-Match holds the ETag of what this was made from.");
        }
        return Integer.parseInt(tag.group(1));
    }
}
