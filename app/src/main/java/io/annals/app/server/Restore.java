package io.annals.app.server;

import io.annals.app.Settings;
import io.annals.engines.Engines;
import io.annals.engines.Engines.Kind;
import java.io.InputStream;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** Fills an empty event store; the only engine it needs is PostgreSQL. */
public final class Restore {

    private Restore() {}

    public static void into(Settings settings, InputStream backup, Consumer<String> progress) {
        Engines.Plan plan = Engines.Plan.below(settings.home())
                .elsewhere(Kind.POSTGRES, settings.get("annals.postgres.url"))
                .only(Kind.POSTGRES);
        try (Engines engines = Engines.start(plan, progress)) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(engines.postgresUrl());
            Flyway.configure().dataSource(database).load().migrate();
            new Archive(database).read(backup);
        }
    }
}
