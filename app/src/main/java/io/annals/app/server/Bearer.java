package io.annals.app.server;

import io.annals.contracts.access.Role;
import java.util.Set;

/** Somebody who showed a valid token. */
record Bearer(String name, Set<Role> roles) {}
