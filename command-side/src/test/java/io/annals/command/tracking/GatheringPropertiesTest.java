package io.annals.command.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.cleaning.Candidate;
import io.annals.command.customer.People.Owner;
import io.annals.contracts.customer.Identifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.jspecify.annotations.Nullable;

/** Whoever calls under whatever names, and whoever had those names before. */
class GatheringPropertiesTest {

    /** The first has root 0, once that has any name; the others are new. */
    private static final List<Identifier> USERS = List.of(
            new Identifier(Identifier.USER_ID, "u-0"),
            new Identifier(Identifier.USER_ID, "u-1"),
            new Identifier(Identifier.USER_ID, "u-2"));

    private static final List<Identifier> WEAKER = List.of(
            new Identifier(Identifier.EMAIL, "a@x.example"),
            new Identifier(Identifier.EMAIL, "b@x.example"),
            new Identifier(Identifier.PHONE, "+1234"),
            new Identifier(Identifier.ANONYMOUS_ID, "v"),
            new Identifier(Identifier.ANONYMOUS_ID, "w"));

    private static final int ROOTS = 3;

    /** The names of each call, strongest first. */
    @Provide
    Arbitrary<List<List<Identifier>>> requests() {
        Arbitrary<List<Identifier>> users = Arbitraries.of(USERS).list().ofMaxSize(1);
        Arbitrary<Set<Identifier>> others = Arbitraries.of(WEAKER).set().ofMaxSize(3);
        return Combinators.combine(users, others)
                .as((user, weaker) -> {
                    List<Identifier> names = new ArrayList<>(user);
                    WEAKER.stream().filter(weaker::contains).forEach(names::add);
                    return names;
                })
                .filter(names -> !names.isEmpty())
                .list()
                .ofMaxSize(12);
    }

    /** Which root has each weaker name; {@link #ROOTS} for none. Root 0 has the first user, the others have nobody. */
    @Provide
    Arbitrary<List<Integer>> owned() {
        return Arbitraries.integers().between(0, ROOTS).list().ofSize(WEAKER.size());
    }

    @Property(tries = 2_000)
    void everyCallIsAboutOnePersonAndNobodyIsTwoUsers(
            @ForAll("requests") List<List<Identifier>> requests, @ForAll("owned") List<Integer> owned) {
        Map<Identifier, Owner> owners = owners(owned);
        List<Call> calls = new ArrayList<>();
        requests.forEach(names -> calls.add(call(calls.size(), names)));

        List<Person> people = Gathering.of(calls, owners, Identifier::value);

        Map<Call, Person> about = new HashMap<>();
        Set<Identifier> unowned = new HashSet<>();
        Set<String> roots = new HashSet<>();
        for (Person person : people) {
            Set<String> users = new LinkedHashSet<>();
            for (Call call : person.calls()) {
                assertThat(about.put(call, person))
                        .as("%s is about one person", call)
                        .isNull();
                addIfKnown(users, call.user() == null ? null : call.user().value());
            }
            person.roots().forEach(root -> addIfKnown(users, userOf(root)));
            assertThat(users).as("users of one person").hasSizeLessThan(2);
            assertThat(person.unowned()).noneMatch(owners::containsKey).allMatch(unowned::add);
            assertThat(person.roots()).allMatch(roots::add);
            assertThat(person.root()).isIn(person.roots().isEmpty() ? Collections.singleton(null) : person.roots());
        }
        assertThat(about).hasSize(calls.size());
        for (Call one : calls) {
            for (Identifier name : one.identifiers()) {
                assertThat(owners.containsKey(name) || unowned.contains(name)).isTrue();
            }
            for (Call other : calls) {
                boolean sameUser = one.user() != null && one.user().equals(other.user());
                if (sameUser || one.identifiers().equals(other.identifiers())) {
                    assertThat(about.get(one)).as("%s and %s", one, other).isSameAs(about.get(other));
                }
            }
        }
        Statistics.label("people of several roots")
                .collect(people.stream().anyMatch(person -> person.roots().size() > 1));
        Statistics.label("fewer people than calls").collect(people.size() < calls.size());
    }

    private static Map<Identifier, Owner> owners(List<Integer> owned) {
        Map<Identifier, Owner> owners = new HashMap<>();
        for (int i = 0; i < WEAKER.size(); i++) {
            if (owned.get(i) < ROOTS) {
                String root = "root-" + owned.get(i);
                owners.put(WEAKER.get(i), new Owner(root, root, userOf(root)));
            }
        }
        if (owned.contains(0)) {
            owners.put(USERS.get(0), new Owner("root-0", "root-0", userOf("root-0")));
        }
        return owners;
    }

    private static @Nullable String userOf(String root) {
        return root.equals("root-0") ? USERS.get(0).value() : null;
    }

    private static void addIfKnown(Set<String> users, @Nullable String user) {
        if (user != null) {
            users.add(user);
        }
    }

    private static Call call(int index, List<Identifier> names) {
        Instant at = Instant.EPOCH;
        Candidate seen = new Candidate("track", "", names, Map.of(), Map.of(), at, null, at, at, null);
        return new Call(index, "track", "m-" + index, false, names, null, null, Map.of(), at, seen);
    }
}
