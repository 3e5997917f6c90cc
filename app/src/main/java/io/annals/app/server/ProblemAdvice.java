package io.annals.app.server;

import io.annals.command.Commands;
import io.annals.contracts.Problem;
import java.net.SocketTimeoutException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.databind.json.JsonMapper;

/** The one place where a failure becomes an answer. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    @Bean
    static ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> answer(RuntimeException failure) {
        if (Commands.asFailure(failure) instanceof Problem problem) {
            return answer(problem.status(), problem.code(), problem.detail());
        }
        log.error("a request failed in a way nobody foresaw", failure);
        return answer(500, "internal", "Something failed here that should not; the server's log says more.");
    }

    private static ResponseEntity<ProblemDetail> answer(int status, String code, String detail) {
        ResponseEntity.BodyBuilder response = ResponseEntity.status(status);
        if (status == 429 || status == 503) {
            response.header(HttpHeaders.RETRY_AFTER, "1");
        }
        return response.body(ProblemWriter.problem(status, code, detail));
    }

    /** What Spring itself refuses (a wrong method, an unreadable parameter) gets a code of its own as well. */
    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ResponseEntity<Object> answer = super.handleExceptionInternal(e, body, headers, status, request);
        if (answer != null && answer.getBody() instanceof ProblemDetail problem) {
            problem.setProperty("code", code(status.value()));
            if (status.value() == 404) {
                problem.setDetail("There is nothing at this path.");
            }
        }
        return answer;
    }

    /** A body that stopped coming is no body that cannot be read. */
    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return ResponseEntity.status(408)
                        .body(ProblemWriter.problem(408, "body-too-slow", "The body did not come in time."));
            }
        }
        return super.handleHttpMessageNotReadable(e, headers, status, request);
    }

    private static String code(int status) {
        return switch (status) {
            case 404 -> "path-unknown";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 413 -> "body-too-large";
            case 415 -> "content-type-unsupported";
            default -> "request-invalid";
        };
    }

    /** Says what would be right; what was sent is not repeated, it may be about a person. */
    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            TypeMismatchException e, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        Class<?> type = e.getRequiredType();
        String must = "must be of another kind";
        if (type == Instant.class) {
            must = "must be an instant in UTC by ISO 8601, such as 2026-06-01T10:00:00Z";
        }
        if (type != null && Number.class.isAssignableFrom(type)) {
            must = "must be a whole number";
        }
        if (type != null && type.isEnum()) {
            must = "must be one of " + Arrays.toString(type.getEnumConstants());
        }
        ProblemDetail problem = ProblemWriter.problem(400, "parameter-invalid", e.getPropertyName() + " " + must);
        return ResponseEntity.badRequest().body(problem);
    }
}
