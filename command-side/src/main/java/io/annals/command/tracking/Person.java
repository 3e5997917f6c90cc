package io.annals.command.tracking;

import io.annals.contracts.customer.Identifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One person of a request: the calls about them, the streams they have and the names nobody has yet. */
final class Person {

    private final List<Call> calls = new ArrayList<>();
    private final Set<String> roots = new LinkedHashSet<>();
    private final Set<Identifier> unowned = new LinkedHashSet<>();

    @Nullable
    private String userHash;

    @Nullable
    private String rootOfUser;

    @Nullable
    private Person joined;

    static Person unknown() {
        return new Person();
    }

    static Person known(String root, @Nullable String userHash) {
        Person person = new Person();
        person.roots.add(root);
        person.userHash = userHash;
        person.rootOfUser = userHash == null ? null : root;
        return person;
    }

    /** Whoever this turned out to be. */
    Person itself() {
        Person person = this;
        while (person.joined != null) {
            person = person.joined;
        }
        return person;
    }

    /** A user id is one for ever: whoever has another is somebody else. */
    boolean mayBe(@Nullable String user) {
        return user == null || userHash == null || user.equals(userHash);
    }

    boolean mayJoin(Person other) {
        return mayBe(other.userHash);
    }

    void join(Person other) {
        calls.addAll(other.calls);
        roots.addAll(other.roots);
        unowned.addAll(other.unowned);
        userHash = userHash == null ? other.userHash : userHash;
        rootOfUser = rootOfUser == null ? other.rootOfUser : rootOfUser;
        other.joined = this;
    }

    void says(Call call, @Nullable String user) {
        calls.add(call);
        userHash = userHash == null ? user : userHash;
    }

    void isCalled(Identifier identifier) {
        unowned.add(identifier);
    }

    List<Call> calls() {
        return calls;
    }

    Set<String> roots() {
        return roots;
    }

    Set<Identifier> unowned() {
        return unowned;
    }

    /** The root that has the user id, else the oldest; customer ids grow with time. {@code null} for somebody new. */
    @Nullable
    String root() {
        if (rootOfUser != null) {
            return rootOfUser;
        }
        return roots.stream().min(String::compareTo).orElse(null);
    }
}
