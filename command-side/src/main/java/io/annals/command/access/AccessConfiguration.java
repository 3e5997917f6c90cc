package io.annals.command.access;

import io.annals.command.Commands;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(AccessToken.class)
class AccessConfiguration {

    @Bean
    AccessTokenCompanion accessTokenCompanion() {
        return new AccessTokenCompanion();
    }

    @Bean
    TokenDesk tokenDesk(Commands commands, Clock commandClock) {
        return new TokenDesk(commands, commandClock);
    }
}
