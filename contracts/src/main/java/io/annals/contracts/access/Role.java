package io.annals.contracts.access;

/** What a token's bearer may do; least privilege, no cross-use. */
public enum Role {
    ADMINISTRATOR,
    MARKETER,
    ANALYST,
    AUDITOR,
    INTEGRATION
}
