package dev.theater.spring.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.theater.supervisor.SupervisorException;
import org.jspecify.annotations.Nullable;

/**
 * Why an operation was refused or failed.
 *
 * @param reason the reason, for programs
 * @param message the same in words, where values are shown: it may quote a guest
 */
@JsonInclude(Include.NON_NULL)
@JsonPropertyOrder({ "reason", "message" })
public record RefusalDescriptor(String reason, @Nullable String message) {

	static RefusalDescriptor of(SupervisorException refusal, boolean showMessage) {
		return new RefusalDescriptor(refusal.reason().name(), showMessage ? refusal.getMessage() : null);
	}

}
