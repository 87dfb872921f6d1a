package dev.theater.spring.autoconfigure;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains which library the engine misses, or has in a version that it cannot use. */
final class EngineFailureAnalyzer extends AbstractFailureAnalyzer<EngineException> {

	/** What the engine's compiler was built with. */
	static final String ASM_VERSION = "9.9.1";

	private static final String ASM = "org/objectweb/asm/";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, EngineException failure) {
		LinkageError missing = findCause(failure, LinkageError.class);
		String text = (missing != null) ? missing.toString() : FailureText.of(failure.getCause());
		return new FailureAnalysis(FailureText.block("The engine that runs the actors lacks a library:", text),
				text.replace('.', '/').contains(ASM) ? asm() : chicory(), failure);
	}

	private static String asm() {
		return "Give the application org.ow2.asm:asm, asm-tree, asm-analysis, asm-util and asm-commons in version "
				+ ASM_VERSION + ", with which theater is tested: something excludes or replaces them, and mvn "
				+ "dependency:tree or gradle dependencies says what. Or set theater.engine.mode=interpreter, which is "
				+ "slower and needs none of them.";
	}

	private static String chicory() {
		return "Give the application com.dylibso.chicory:wasm, runtime and compiler in the version that "
				+ "dev.theater:theater-component depends on: something excludes or replaces them, and mvn "
				+ "dependency:tree or gradle dependencies says what.";
	}

}
