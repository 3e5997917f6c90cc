package io.annals.command.preference;

import io.annals.command.customer.ConsentDesk;
import io.annals.command.customer.People;
import io.annals.command.purpose.TermsInForce;
import io.annals.command.subject.SubjectRequestDesk;
import io.annals.eventstore.LinkSeal;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PreferenceConfiguration {

    @Bean
    PreferenceLinks preferenceLinks(LinkSeal seal) {
        return new PreferenceLinks(seal);
    }

    @Bean
    PreferenceLinkApi preferenceLinkApi(
            PreferenceLinks links,
            ConsentDesk consents,
            @Value("${annals.public-url}") String publicUrl,
            Clock commandClock) {
        return new PreferenceLinkApi(links, consents, publicUrl, commandClock);
    }

    @Bean
    PreferencePageApi preferencePageApi(
            PreferenceLinks links,
            ConsentDesk consents,
            SubjectRequestDesk requests,
            People people,
            TermsInForce terms,
            Clock commandClock) {
        PreferenceCentre centre = new PreferenceCentre(consents, requests, people, terms, commandClock);
        return new PreferencePageApi(links, centre, commandClock);
    }
}
