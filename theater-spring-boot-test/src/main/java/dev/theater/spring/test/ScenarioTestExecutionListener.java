package dev.theater.spring.test;

import java.util.Optional;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;
import org.springframework.test.context.support.DependencyInjectionTestExecutionListener;

/**
 * Starts and ends the runtime of a test. Of all listeners it starts last and ends first:
 * before Mockito's, so that what actors do in the end does not count as the next test's
 * use of a mock.
 */
final class ScenarioTestExecutionListener implements TestExecutionListener, Ordered {

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		runs(test).ifPresent(TestRuns::before);
	}

	@Override
	public void afterTestMethod(TestContext test) {
		if (runs(test).map(TestRuns::after).orElse(false)) {
			// for an instance that lives on, as with @TestInstance(PER_CLASS)
			test.setAttribute(DependencyInjectionTestExecutionListener.REINJECT_DEPENDENCIES_ATTRIBUTE, true);
		}
	}

	private static Optional<TestRuns> runs(TestContext test) {
		return test.hasApplicationContext()
				? test.getApplicationContext().getBeanProvider(TestRuns.class).stream().findFirst() : Optional.empty();
	}

}
