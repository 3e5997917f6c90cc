package io.annals.command.codebook;

import io.annals.command.Commands;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

@Configuration(proxyBeanMethods = false)
@Import({Book.class, CodeBookApi.class})
class CodeBookConfiguration {

    @Bean
    BookCompanion bookCompanion() {
        return new BookCompanion();
    }

    @Bean
    CodeCounts codeCounts(DataSource database) {
        return new CodeCounts(database);
    }

    @Bean
    CodeBooks codeBooks(DataSource database, CodeCounts counts) {
        return new CodeBooks(database, counts);
    }

    @Bean
    CodeBookDesk codeBookDesk(CodeBooks books, Commands commands, Clock commandClock) {
        return new CodeBookDesk(books, commands, commandClock);
    }
}
