package io.annals.app.server;

/** What a process can do; all of it by default. */
enum Role {
    COMMAND,
    PROJECTIONS,
    QUERY,
    ML
}
