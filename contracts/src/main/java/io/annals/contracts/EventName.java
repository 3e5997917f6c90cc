package io.annals.contracts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The name under which an event is stored for ever. Classes may be renamed and moved; this name may not. A changed shape
 * is a new revision. An upcaster leads the old one to it, unless it differs only in components that may be {@code null}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface EventName {

    /** Kebab case, past participle: {@code consent-granted}. */
    String value();

    /** Grows by one with every change of shape. */
    int revision() default 1;
}
