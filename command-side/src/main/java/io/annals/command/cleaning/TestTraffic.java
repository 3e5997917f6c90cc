package io.annals.command.cleaning;

import io.annals.contracts.customer.Identifier;
import io.annals.contracts.source.CleaningSettings;
import io.annals.eventstore.KeyedHash;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client marks as a test, and what those send who are declared to only try things out. */
final class TestTraffic implements Rule {

    private final KeyedHash hash;

    TestTraffic(KeyedHash hash) {
        this.hash = hash;
    }

    @Override
    public String name() {
        return "test-traffic";
    }

    @Override
    public @Nullable String objection(String source, Candidate call, CleaningSettings settings) {
        if (Boolean.TRUE.equals(call.context().get("test"))) {
            return "Its context says that it is a test.";
        }
        List<String> users = settings.testUsers();
        if (!users.isEmpty() && call.identifiers().stream().anyMatch(name -> users.contains(hash.of(name)))) {
            return "It is about a declared test user.";
        }
        List<String> domains = settings.testDomains();
        boolean declared =
                !domains.isEmpty() && call.identifiers().stream().anyMatch(name -> domains.contains(domainOf(name)));
        return declared ? "Its e-mail address belongs to a declared test domain." : null;
    }

    /** A user id may be an e-mail address too. */
    private static String domainOf(Identifier name) {
        return name.value().substring(name.value().lastIndexOf('@') + 1);
    }
}
