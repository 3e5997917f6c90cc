package io.annals.command.tracking;

import io.annals.command.customer.People.Owner;
import io.annals.contracts.customer.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of a person's streams each call goes to: the one that owns the strongest name it came with. A name nobody has yet
 * goes with the call that brought it, so that it stays with whom it belongs to if the person turns out to be two; a user
 * id is the whole person's and goes home.
 */
final class Routing {

    /** What one stream gets. */
    record Share(List<Call> calls, Set<Identifier> names) {}

    private final String home;
    private final Map<Identifier, String> streams = new HashMap<>();
    private final Map<String, Share> shares = new LinkedHashMap<>();

    private Routing(String home) {
        this.home = home;
    }

    /** @param home the person's root, or the stream that will be */
    static Map<String, Share> of(Person person, Map<Identifier, Owner> owners, String home) {
        Routing routing = new Routing(home);
        owners.forEach((identifier, owner) -> {
            if (person.roots().contains(owner.root())) {
                routing.streams.put(identifier, owner.stream());
            }
        });
        person.calls().forEach(call -> routing.add(call, person.unowned()));
        return routing.shares;
    }

    private void add(Call call, Set<Identifier> unowned) {
        String stream = streamOf(call);
        share(stream).calls().add(call);
        for (Identifier identifier : call.identifiers()) {
            if (unowned.contains(identifier) && !streams.containsKey(identifier)) {
                String owner = identifier.type().equals(Identifier.USER_ID) ? home : stream;
                streams.put(identifier, owner);
                share(owner).names().add(identifier);
            }
        }
    }

    private String streamOf(Call call) {
        for (Identifier identifier : call.identifiers()) {
            String stream = streams.get(identifier);
            if (stream != null) {
                return stream;
            }
        }
        return home;
    }

    private Share share(String stream) {
        return shares.computeIfAbsent(stream, first -> new Share(new ArrayList<>(), new LinkedHashSet<>()));
    }
}
