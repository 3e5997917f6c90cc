package io.annals.command.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is said about who is who, in whatever order and at once. */
class IdentityPropertiesIT {

    private static final AtomicInteger TRIES = new AtomicInteger();
    private static CommandServer server;
    private static String key;

    @BeforeContainer
    static void start() {
        server = CommandServer.start();
        key = server.source(CommandServer.asserted());
    }

    @AfterContainer
    static void stop() {
        server.close();
    }

    /** Small worlds, so that names meet: three devices, three users, two addresses. */
    record Said(int visitor, int user, int email) {

        String asItem(String world) {
            return "{\"type\":\"identify\",\"traits\":{"
                    + (email == 0 ? "" : "\"email\":\"e" + email + "@" + world + "\"") + "}"
                    + (visitor == 0 ? "" : ",\"anonymousId\":\"" + world + "-v" + visitor + "\"")
                    + (user == 0 ? "" : ",\"userId\":\"" + world + "-u" + user + "\"") + "}";
        }
    }

    @Provide
    Arbitrary<List<List<Said>>> requests() {
        Arbitrary<Said> said = Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 2))
                .as(Said::new)
                .filter(it -> it.visitor() + it.user() > 0);
        return said.list().ofMinSize(1).ofMaxSize(4).list().ofMinSize(1).ofMaxSize(8);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void anIdentifierLeadsToOneStreamAndAPersonHasOneUserId(
            @ForAll("requests") List<List<Said>> requests, @ForAll boolean atOnce) {
        String world = "w" + TRIES.incrementAndGet() + ".example";
        (atOnce ? requests.parallelStream() : requests.stream()).forEach(request -> {
            String items = request.stream().map(said -> said.asItem(world)).collect(Collectors.joining(","));
            var answer = server.post("/v1/batch", key, "{\"batch\":[" + items + "]}");
            assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        });

        Map<Identifier, String> owners = new HashMap<>();
        Map<String, String> roots = new HashMap<>();
        for (Object event :
                server.events().stream().map(logged -> logged.payload()).toList()) {
            if (event instanceof IdentifierAttached attached) {
                assertThat(owners.put(attached.identifier(), attached.customerId()))
                        .as("owner of %s", attached.identifier())
                        .isNull();
            }
            if (event instanceof CustomersMerged merged && merged.customerId().equals(merged.absorbed())) {
                assertThat(roots.put(merged.absorbed(), merged.root()))
                        .as("root of %s", merged.absorbed())
                        .isNull();
            }
        }
        Map<String, Set<String>> users = new HashMap<>();
        owners.forEach((identifier, stream) -> {
            if (identifier.type().equals(Identifier.USER_ID)) {
                users.computeIfAbsent(rootOf(stream, roots), root -> new HashSet<>())
                        .add(identifier.value());
            }
        });
        assertThat(users.values()).allSatisfy(names -> assertThat(names).hasSize(1));
        for (Said said : requests.stream().flatMap(List::stream).toList()) {
            if (said.user() != 0) {
                assertThat(owners).containsKey(new Identifier(Identifier.USER_ID, world + "-u" + said.user()));
            }
        }
    }

    private static String rootOf(String stream, Map<String, String> roots) {
        String root = stream;
        for (int step = 0; roots.containsKey(root); step++) {
            assertThat(step).as("no circles").isLessThan(roots.size());
            root = roots.get(root);
        }
        return root;
    }
}
