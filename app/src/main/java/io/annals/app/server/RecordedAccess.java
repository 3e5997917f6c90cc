package io.annals.app.server;

import io.annals.app.server.Access.Trace;
import io.annals.contracts.audit.AboutCustomers;
import io.annals.contracts.audit.AuditEvent.Kind;
import io.annals.eventstore.access.AccessTrail;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.MethodParameter;
import org.springframework.core.Ordered;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/**
 * No access without its record: what is to be done is recorded before it is done, an answer that shows people before it
 * leaves, with the people in it. When the record cannot be kept, the request fails.
 */
@RestControllerAdvice
class RecordedAccess implements HandlerInterceptor, ResponseBodyAdvice<Object>, WebMvcConfigurer {

    /** Either there is no answer to look at yet, or it streams. */
    private static final Set<Kind> BEFORE = EnumSet.of(Kind.OPERATION, Kind.EXPORT, Kind.ARRIVALS);

    private final AccessRecording recording;

    RecordedAccess(AccessTrail trail) {
        this.recording = new AccessRecording(trail, Clock.systemUTC());
    }

    @Bean
    static FilterRegistrationBean<RequestIds> requestIds() {
        FilterRegistrationBean<RequestIds> first = new FilterRegistrationBean<>(new RequestIds());
        first.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return first;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Trace trace = request.getDispatcherType() == DispatcherType.REQUEST ? recording.trace(request) : null;
        if (trace == null) {
            return true;
        }
        AccessRecording.reason(request);
        if (BEFORE.contains(trace.kind())) {
            recording.record(request, List.of());
        }
        return true;
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest asked,
            ServerHttpResponse answer) {
        HttpServletRequest request = ((ServletServerHttpRequest) asked).getServletRequest();
        int status = ((ServletServerHttpResponse) answer).getServletResponse().getStatus();
        Trace trace = status < 300 ? recording.trace(request) : null;
        if (trace != null && !BEFORE.contains(trace.kind())) {
            recording.record(request, body instanceof AboutCustomers about ? about.shown() : List.of());
        }
        return body;
    }
}
