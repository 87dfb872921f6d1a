package dev.theater.spring.page;

import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Keeps one browser for all classes, and gives each test a tab of its own. */
final class BrowserExtension implements ExecutionCondition, ParameterResolver, AfterEachCallback {

	private static final Namespace NAMESPACE = Namespace.create(BrowserExtension.class);

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		Optional<String> missing = Browser.missing();
		if (missing.isPresent() && !"required".equals(System.getenv("THEATER_BROWSER"))) {
			return ConditionEvaluationResult.disabled(missing.get());
		}
		return ConditionEvaluationResult.enabled("there is a browser, or there has to be");
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Tab.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		Browser.missing().ifPresent((missing) -> {
			throw new IllegalStateException(missing);
		});
		// what is closeable is closed with the store: this one with the last test of all
		Browser browser = context.getRoot()
			.getStore(NAMESPACE)
			.computeIfAbsent(Browser.class, (key) -> Browser.start(), Browser.class);
		return store(context).computeIfAbsent(Tab.class, (key) -> browser.open(), Tab.class);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Tab tab = store(context).remove(Tab.class, Tab.class);
		if (tab != null) {
			try (tab) {
				if (context.getExecutionException().isEmpty()) {
					tab.assertNoProblems();
				}
				else {
					showFailure(context, tab);
				}
			}
		}
	}

	/** What somebody would see who looked at the page of a test that failed. */
	private static void showFailure(ExtensionContext context, Tab tab) {
		Path picture = Path.of("target", "browser", context.getUniqueId().replaceAll("[^A-Za-z0-9]+", "-") + ".png");
		tab.picture(picture);
		System.out.println("page: the failed test " + context.getDisplayName() + " had open " + tab.address() + " in "
				+ picture + " and in the console " + tab.problems());
	}

	private static Store store(ExtensionContext context) {
		return context.getStore(NAMESPACE);
	}

}
