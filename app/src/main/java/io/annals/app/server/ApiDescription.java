package io.annals.app.server;

import io.annals.contracts.customer.Purpose;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The frame of the OpenAPI document; the endpoints describe themselves. */
@Configuration(proxyBeanMethods = false)
class ApiDescription {

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Annals")
                        .version("0.1.0")
                        .description("An event-sourced customer data platform. Failures are RFC 9457 problem documents"
                                + " with a stable code; any path may also answer 405, 406 and 500. Every answer says its"
                                + " request's id in Annals-Request. Operations marked x-recorded are kept in the access"
                                + " log; why they are asked may be said in Annals-Reason, or in the query as accessReason, as"
                                + " a reference without blanks (TICKET-4711).")
                        .license(new License().name("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSchemas("Json", new Schema<>().description("Any JSON value"))
                        .addSchemas(
                                "Purpose",
                                new StringSchema()
                                        .description("Its terms are in /api/purposes")
                                        .example(Purpose.COLLECTION))
                        .addSecuritySchemes(
                                "token",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer"))
                        .addSecuritySchemes(
                                "writeKey",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")
                                        .description("The write key is the user name, the password is empty."))
                        .addSecuritySchemes(
                                "hookSignature",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.APIKEY)
                                        .in(SecurityScheme.In.HEADER)
                                        .name("X-Hub-Signature-256")
                                        .description("HMAC-SHA256 of the body, in the header and the form that the"
                                                + " source's webhook settings name.")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }

    @Bean
    ModelConverter requiredComponents() {
        return new RequiredComponents();
    }

    @Bean
    GlobalOpenApiCustomizer problemAnswers() {
        return new ProblemAnswers();
    }
}
