package io.annals.app.server;

import io.annals.app.Plain;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a process can do; all of it by default. */
enum Role {
    COMMAND,
    PROJECTIONS,
    QUERY,
    ML;

    /** @param list as {@code annals.roles} has it */
    static Set<Role> in(String list) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : list.split(",")) {
            try {
                roles.add(valueOf(name.strip().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new Plain(
                        "There is no role \"" + name.strip()
                                + "\": name some of command, projections, query and ml (ANNALS_ROLES).",
                        e);
            }
        }
        return roles;
    }
}
