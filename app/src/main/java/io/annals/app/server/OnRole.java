package io.annals.app.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Wires a configuration only when {@code annals.roles} names one of these. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnRole.Asked.class)
@interface OnRole {

    Role[] value();

    /** Reads {@code annals.roles}. */
    final class Asked implements Condition {

        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            Map<String, Object> attributes =
                    Objects.requireNonNull(metadata.getAnnotationAttributes(OnRole.class.getName()));
            Set<Role> asked = Role.in(context.getEnvironment().getRequiredProperty("annals.roles"));
            return Arrays.stream((Role[]) attributes.get("value")).anyMatch(asked::contains);
        }
    }
}
