export const renderReport = (_: unknown) => ''
