package io.annals.command.cleaning;

import io.annals.eventstore.KeyedHash;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(CleaningCommandApi.class)
class CleaningConfiguration {

    @Bean
    Cleaning cleaning(KeyedHash hash) {
        return new Cleaning(List.of(
                new IllogicalTime(),
                new TestTraffic(hash),
                new Bot(),
                new AmountOutOfRange(),
                new ClickStorm(),
                new FakeOrder()));
    }
}
