package io.annals.command.purpose;

import io.annals.command.Commands;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({TermsBook.class, TermsApi.class})
class PurposeConfiguration {

    @Bean
    TermsInForce termsInForce(DataSource database) {
        return new TermsInForce(database);
    }

    @Bean
    TermsCompanion termsCompanion() {
        return new TermsCompanion();
    }

    @Bean
    TermsDesk termsDesk(TermsInForce terms, Commands commands, Clock commandClock) {
        return new TermsDesk(terms, commands, commandClock);
    }
}
