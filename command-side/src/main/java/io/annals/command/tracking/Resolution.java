package io.annals.command.tracking;

import io.annals.command.customer.People.Owner;
import io.annals.contracts.customer.Identifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the intake decides about one call's names, told without doing it.
 *
 * @param root the stream that remains when the roots are merged; {@code null} for somebody new
 * @param roots all people the names lead to who may be one
 * @param names which stream gets which of the names that nobody has
 */
public record Resolution(@Nullable String root, Set<String> roots, Map<String, Set<Identifier>> names) {

    /**
     * @param names strongest first, not empty
     * @param hash how {@link Owner#userHash} names a user id
     * @param begun the stream of somebody new
     */
    public static Resolution of(
            List<Identifier> names, Map<Identifier, Owner> owners, Function<Identifier, String> hash, String begun) {
        Person person = Gathering.of(List.of(Call.naming(names)), owners, hash).get(0);
        String root = person.root();
        Map<String, Set<Identifier>> given = new LinkedHashMap<>();
        Routing.of(person, owners, root == null ? begun : root)
                .forEach((stream, share) -> given.put(stream, share.names()));
        return new Resolution(root, person.roots(), given);
    }
}
