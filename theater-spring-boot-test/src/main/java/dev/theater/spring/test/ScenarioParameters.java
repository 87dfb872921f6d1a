package dev.theater.spring.test;

import java.lang.reflect.Constructor;
import java.util.Set;

import dev.theater.test.ManualClock;
import dev.theater.test.ManualDispatch;
import dev.theater.test.Scenario;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.springframework.beans.factory.annotation.ParameterResolutionDelegate;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/** Gives test methods a scenario and what belongs to it, without {@code @Autowired}. */
final class ScenarioParameters implements ParameterResolver {

	private static final Set<Class<?>> OF_STEPS = Set.of(ManualClock.class, ManualDispatch.class);

	private static final Set<Class<?>> OF_ALL = Set.of(Scenario.class, Chains.class);

	/** What Spring's own extension resolves is left to it, as two must not. */
	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
		Class<?> type = parameter.getParameter().getType();
		return (OF_STEPS.contains(type) || OF_ALL.contains(type))
				&& !(parameter.getDeclaringExecutable() instanceof Constructor)
				&& !ParameterResolutionDelegate.isAutowirable(parameter.getParameter(), parameter.getIndex());
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
		Class<?> type = parameter.getParameter().getType();
		String wanted = parameter.getDeclaringExecutable().getName() + "() asks for a " + type.getSimpleName();
		if (test.getTestMethod().isEmpty()) {
			throw new ParameterResolutionException(
					wanted + ", which belongs to one test: ask for it in the test method or in @BeforeEach");
		}
		Object bean = SpringExtension.getApplicationContext(test).getBeanProvider(type).getIfAvailable();
		if (bean == null) {
			throw new ParameterResolutionException(wanted + ", but " + (OF_STEPS.contains(type)
					? "this test runs on threads with the machine's clock: leave it out, or set onThreads = false"
					: "there is no runtime in the application context: is theater.enabled false?"));
		}
		return bean;
	}

}
