package io.annals.command.tracking;

import io.annals.command.customer.People.Owner;
import io.annals.contracts.customer.Identifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the people in a request. Calls that share a name are about one person, unless they name different users: a shared
 * device does not make one person of two, and the stronger name decides.
 */
final class Gathering {

    private final Map<Identifier, Owner> owners;
    private final Function<Identifier, String> hash;
    private final Map<String, Person> byRoot = new HashMap<>();
    private final Map<Identifier, Person> byName = new HashMap<>();
    private final Set<Person> people = new LinkedHashSet<>();

    private Gathering(Map<Identifier, Owner> owners, Function<Identifier, String> hash) {
        this.owners = owners;
        this.hash = hash;
    }

    /** @param hash how {@link Owner#userHash} names a user id */
    static List<Person> of(List<Call> calls, Map<Identifier, Owner> owners, Function<Identifier, String> hash) {
        Gathering gathering = new Gathering(owners, hash);
        calls.forEach(gathering::add);
        List<Person> people = new ArrayList<>();
        for (Person person : gathering.people) {
            // Somebody who was looked at and turned out to be another has no calls.
            if (person.itself() == person && !person.calls().isEmpty()) {
                people.add(person);
            }
        }
        return people;
    }

    private void add(Call call) {
        Identifier user = call.user();
        String userHash = user == null ? null : hash.apply(user);
        Person about = null;
        for (Identifier identifier : call.identifiers()) {
            Person person = find(identifier);
            if (person == null || person == about || !person.mayBe(userHash)) {
                continue;
            }
            if (about == null) {
                about = person;
                continue;
            }
            if (about.mayJoin(person)) {
                about.join(person);
            }
        }
        if (about == null) {
            about = Person.unknown();
            people.add(about);
        }
        about.says(call, userHash);
        for (Identifier identifier : call.identifiers()) {
            if (find(identifier) == null) {
                byName.put(identifier, about);
                about.isCalled(identifier);
            }
        }
    }

    private @Nullable Person find(Identifier identifier) {
        Owner owner = owners.get(identifier);
        Person person = owner == null
                ? byName.get(identifier)
                : byRoot.computeIfAbsent(owner.root(), root -> {
                    Person known = Person.known(root, owner.userHash());
                    people.add(known);
                    return known;
                });
        return person == null ? null : person.itself();
    }
}
