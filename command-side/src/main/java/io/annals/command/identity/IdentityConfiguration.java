package io.annals.command.identity;

import io.annals.command.Commands;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({Rulebook.class, RulesApi.class})
class IdentityConfiguration {

    @Bean
    RulesInForce identityRulesInForce(DataSource database) {
        return new RulesInForce(database);
    }

    @Bean
    RulesCompanion rulesCompanion() {
        return new RulesCompanion();
    }

    @Bean
    RulesDesk rulesDesk(RulesInForce rules, Commands commands, Clock commandClock) {
        return new RulesDesk(rules, commands, commandClock);
    }
}
