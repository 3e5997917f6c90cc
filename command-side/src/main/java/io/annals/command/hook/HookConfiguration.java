package io.annals.command.hook;

import io.annals.command.Commands;
import io.annals.command.source.Sources;
import io.annals.eventstore.SubjectCipher;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(HookCommandApi.class)
class HookConfiguration {

    @Bean
    HookSecrets hookSecrets(DataSource database, SubjectCipher cipher) {
        return new HookSecrets(database, cipher);
    }

    @Bean
    HookDesk hookDesk(Commands commands, Sources sources, HookSecrets secrets, Clock commandClock) {
        return new HookDesk(commands, sources, secrets, commandClock);
    }

    @Bean
    Hooks hooks(Sources sources, HookSecrets secrets) {
        return new Hooks(sources, secrets);
    }
}
