package io.annals.command.access;

import io.annals.command.Commands;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({AccessToken.class, TokenCommandApi.class})
class AccessConfiguration {

    @Bean
    AccessTokenCompanion accessTokenCompanion() {
        return new AccessTokenCompanion();
    }

    @Bean
    IssuedTokens issuedTokens(DataSource database) {
        return new IssuedTokens(database);
    }

    @Bean
    TokenDesk tokenDesk(Commands commands, IssuedTokens issuedTokens, Clock commandClock) {
        return new TokenDesk(commands, issuedTokens, commandClock);
    }
}
