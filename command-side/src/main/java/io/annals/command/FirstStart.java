package io.annals.command;

import io.annals.contracts.access.Role;
import io.annals.contracts.source.ConsentPolicy;

/** What a new installation needs before anybody can sign in. */
public interface FirstStart {

    /** Returns the write key, which is shown this once. */
    String createSource(String name, ConsentPolicy policy);

    /** Returns the token, which is shown this once. */
    String issueToken(String name, Role role);
}
