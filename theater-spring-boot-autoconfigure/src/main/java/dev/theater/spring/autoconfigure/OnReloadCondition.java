package dev.theater.spring.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches where {@code theater.reload} says so, and if it says nothing, where Spring
 * Boot's developer tools restart the application. That they are on the class path is not
 * enough: they are there in tests, too, where nobody edits anything.
 */
final class OnReloadCondition extends SpringBootCondition {

	static final String PROPERTY = "theater.reload";

	private static final String RESTARTER = "org.springframework.boot.devtools.restart.classloader.RestartClassLoader";

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Theater reload");
		Boolean set = context.getEnvironment().getProperty(PROPERTY, Boolean.class);
		if (set != null) {
			return new ConditionOutcome(set, message.because(PROPERTY + " is " + set));
		}
		boolean restarted = isRestarter(context.getClassLoader());
		return new ConditionOutcome(restarted, message
			.because(PROPERTY + " is not set, and the developer tools " + (restarted ? "are" : "are not") + " active"));
	}

	static boolean isOn(Environment environment, @Nullable ClassLoader loader) {
		return environment.getProperty(PROPERTY, Boolean.class, isRestarter(loader));
	}

	/** Whether an application with this class loader is one that the tools restart. */
	static boolean isRestarter(@Nullable ClassLoader loader) {
		return loader != null && loader.getClass().getName().equals(RESTARTER);
	}

}
