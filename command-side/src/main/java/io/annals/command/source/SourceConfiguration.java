package io.annals.command.source;

import io.annals.command.Commands;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({Source.class, SourceCommandApi.class})
class SourceConfiguration {

    @Bean
    Sources sources(DataSource database, Clock commandClock) {
        return new Sources(database, commandClock);
    }

    @Bean
    SourceCompanion sourceCompanion() {
        return new SourceCompanion();
    }

    @Bean
    SourceDesk sourceDesk(Commands commands, Sources sources, Clock commandClock) {
        return new SourceDesk(commands, sources, commandClock);
    }
}
