package io.annals.command.declaration;

import io.annals.eventstore.EventLog;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import(DeclarationCommandApi.class)
class DeclarationConfiguration {

    @Bean
    UndeclaredFields undeclaredFields(DataSource database) {
        return new UndeclaredFields(database);
    }

    @Bean
    DeclarationDesk declarationDesk(EventLog eventLog) {
        return new DeclarationDesk(eventLog);
    }
}
